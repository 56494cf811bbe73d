export const GROUP =
  'mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint'

export const ITEM =
  'flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 text-base select-none data-[selected=true]:bg-hover'
