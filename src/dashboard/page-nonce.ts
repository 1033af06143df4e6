/** The nonce this page was sent with: the content security policy lets no other style in. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

/**
 * Gives every style element made by our own scripts the nonce. The component library takes it as a setting, but its scroll lock
 * forgets it; markup smuggled into the page still cannot style anything, since it does not go through here.
 */
export function signStyles(nonce: string): void {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
