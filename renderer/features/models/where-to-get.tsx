import { useTranslation } from "react-i18next"
import type { CatalogModel } from "#common/domain/model"
import { Button } from "../../ui/button"
import { CommandLine } from "../../ui/command-line"
import { Notice } from "../../ui/notice"

export interface WhereToGetProps {
  readonly page: CatalogModel | null
  readonly id: string
  readonly onChooseFolder: () => void
}

/** A model that is not here: how to get it, honestly, and the way back in with its folder. */
export function WhereToGet({ page, id, onChooseFolder }: WhereToGetProps) {
  const { t } = useTranslation("models")
  const name = id.slice(id.lastIndexOf("/") + 1)
  return (
    <Notice
      level="note"
      title={t("fetch.title")}
      actions={<Button onClick={onChooseFolder}>{t("fetch.choose")}</Button>}
    >
      <div className="flex flex-col gap-2">
        <p>{t("fetch.text")}</p>
        <CommandLine label="Hugging Face" words={["hf", "download", id, "--local-dir", name]} />
        {page?.modelscopeId != null && (
          <CommandLine
            label="ModelScope"
            words={["modelscope", "download", "--model", page.modelscopeId, "--local_dir", name]}
          />
        )}
        {page?.gated === true && <p>{t("fetch.gated")}</p>}
      </div>
    </Notice>
  )
}
