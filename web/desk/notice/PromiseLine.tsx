import { useTranslation } from "react-i18next";
import type { RuleText } from "#server/site/site-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { promiseOf } from "./promise.ts";

/** What the product does about a rule; of what nothing carries it says so, in colour, and who keeps it then. */
export function PromiseLine({ rule }: { rule: RuleText }) {
  const { t } = useTranslation();
  const promised = promiseOf(rule);
  return (
    <span className="row small soft">
      {promised === "uncarried" && <Status kind="isolated">{t("notice:uncarried")}</Status>}
      <span>{t(`notice:strength.${promised}`)}</span>
    </span>
  );
}
