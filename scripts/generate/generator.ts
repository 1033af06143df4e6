/** One committed file that is made from the code: where it lies, and what must be in it. */
export type Generator = { readonly file: string; render(): Promise<string> }
