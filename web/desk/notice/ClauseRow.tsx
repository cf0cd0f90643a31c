import { useTranslation } from "react-i18next";
import type { RuleText } from "#server/site/site-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { Status } from "../../ui/Status.tsx";
import { OpenNumbers } from "./OpenNumbers.tsx";
import { PromiseLine } from "./PromiseLine.tsx";
import { promiseOf } from "./promise.ts";

/** One clause with what the product does about it, and with the numbers that it leaves to the site. */
export function ClauseRow({ rule }: { rule: RuleText }) {
  const { t } = useTranslation();
  const { given, lang } = useGivenTexts();
  const isToConfirm = promiseOf(rule) === "acknowledge";
  return (
    <li className={isToConfirm ? "clause-row must" : "clause-row"}>
      <span className="id">{rule.id}</span>
      <span className="stack">
        <span lang={lang}>{given(rule)}</span>
        {isToConfirm ? (
          <span>
            <Status kind="accent">{t("notice:confirm.must")}</Status>
          </span>
        ) : (
          <PromiseLine rule={rule} />
        )}
        <OpenNumbers rule={rule} />
      </span>
    </li>
  );
}
