import { useTranslation } from "react-i18next"
import { TextInput } from "../../ui/field"
import type { ModelFilter } from "./model-filter"

export interface FilterBarProps {
  readonly filter: ModelFilter
  readonly onFilter: (filter: ModelFilter) => void
}

/** A word to look for, and what a model has to be able to do. */
export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const { t } = useTranslation("models")
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextInput
        type="search"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        placeholder={t("search")}
        aria-label={t("search")}
        className="h-8 w-52 text-13"
      />
      {(["runsHere", "tools", "images"] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={filter[one]}
          onClick={() => onFilter({ ...filter, [one]: !filter[one] })}
          className="h-8 rounded-full border border-control/45 px-3 text-13 text-muted transition-colors duration-[120ms] hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {t(`filter.${one}`)}
        </button>
      ))}
    </div>
  )
}
