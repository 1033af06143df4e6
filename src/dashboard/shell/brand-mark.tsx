/** The box in the blue square; drawn in place, so that it is there with the first paint. */
export function BrandMark({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="16" fill="#4c6ef5" />
      <path
        d="M15 24 32 15l17 9v17l-17 9-17-9z M15 24l17 9 17-9 M32 33v17"
        fill="none"
        stroke="#fff"
        strokeWidth="4.2"
        strokeLinejoin="round"
      />
    </svg>
  )
}
