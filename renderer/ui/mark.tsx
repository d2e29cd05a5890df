/** The sign of Glimmer. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M16 5.5c.9 6.2 3.4 8.9 9.5 10.5-6.1 1.6-8.6 4.3-9.5 10.5-.9-6.2-3.4-8.9-9.5-10.5 6.1-1.6 8.6-4.3 9.5-10.5Z"
        className="fill-on-accent"
      />
    </svg>
  )
}
