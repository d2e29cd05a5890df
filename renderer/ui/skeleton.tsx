import { classes } from "./classes"

/** The outline of what is coming; shows after 200 ms only. Size it like what it stands for. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={classes("skeleton rounded-control bg-hover", className)} />
}

/** A page whose data are on their way. */
export function SkeletonPage({ label }: { readonly label: string }) {
  return (
    <div className="flex flex-col gap-4">
      <output className="sr-only">{label}</output>
      <Skeleton className="h-8 w-2/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="mt-4 h-28 w-full rounded-card" />
      <Skeleton className="h-28 w-full rounded-card" />
    </div>
  )
}
