import { useTranslation } from "react-i18next";
import { Status } from "../../ui/Status.tsx";
import type { RuleText } from "../site/site-query.ts";

/** What the product does about a clause. What nothing carries out is said so, never as a promise. */
export function HowCarried({ rule }: { rule: RuleText }) {
  const { t } = useTranslation();
  if (!rule.carried) return <Status kind="isolated">{t("notice:strength.nothing")}</Status>;
  return <span className="small soft">{t(`notice:strength.${rule.strength}`)}</span>;
}

/** Numbers that a clause does not give, told as what they are: the site's own. */
export function OpenNumbers({ rule }: { rule: RuleText }) {
  const { t, i18n } = useTranslation();
  if (rule.open.length === 0) return null;
  const told = rule.open.map(({ name, who, values }) => {
    const minutes = values.join(t("notice:open.or"));
    const sentence = `notice:open.${name}`;
    const called = who && (i18n.language === "en" ? who.en : who.zh);
    return i18n.exists(sentence) ? t(sentence, { minutes, who: called }) : minutes;
  });
  return <span className="small soft">{t("notice:open.said", { numbers: told.join(t("notice:open.and")) })}</span>;
}
