import { useTranslation } from "react-i18next"
import type { GpuLink, MachineReport } from "#common/domain/hardware"

/** How the cards reach each other, in words; one sentence when all of them do it alike. */
export function LinkWords({ report }: { readonly report: MachineReport }) {
  const { t } = useTranslation("setup")
  const links = report.topology?.links ?? []
  const [first] = links
  if (first === undefined) return null
  const allAlike =
    links.length > 1 && links.every((link) => link.kind === "NVLINK" && link.nvlinks === first.nvlinks)
  return (
    <div className="text-13">
      <h3 className="text-13 font-medium">{t("machine.links")}</h3>
      <ul className="text-muted">
        {allAlike ? (
          <li>{t("machine.linkAllNvlink", { count: first.nvlinks })}</li>
        ) : (
          links.map((link) => <LinkLine key={`${link.from}-${link.to}`} link={link} />)
        )}
      </ul>
    </div>
  )
}

function LinkLine({ link }: { readonly link: GpuLink }) {
  const { t } = useTranslation("setup")
  const { from, to, nvlinks } = link
  switch (link.kind) {
    case "NVLINK":
      return <li>{t("machine.linkNvlink", { from, to, count: nvlinks })}</li>
    case "PIX":
    case "PXB":
      return <li>{t("machine.linkPix", { from, to })}</li>
    case "PHB":
    case "NODE":
      return <li>{t("machine.linkNode", { from, to })}</li>
    case "SYS":
      return <li>{t("machine.linkSys", { from, to })}</li>
    case "UNKNOWN":
      return <li>{t("machine.linkUnknown", { from, to })}</li>
  }
}
