/** The mark of the application: an event, forked to where it goes. */
export function Logo() {
  return (
    <svg viewBox="0 0 18 18" className="size-4.5 shrink-0" fill="none" aria-hidden>
      <rect width="18" height="18" rx="5" className="fill-accent" />
      <path
        d="M4.5 9h3.2c2.6 0 1.8-3.6 4.6-3.6M7.7 9c2.6 0 1.8 3.6 4.6 3.6"
        className="stroke-on-accent"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <circle cx="13" cy="5.4" r="1.3" className="fill-on-accent" />
      <circle cx="13" cy="12.6" r="1.3" className="fill-on-accent" />
    </svg>
  )
}
