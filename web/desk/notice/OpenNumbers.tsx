import { useTranslation } from "react-i18next";
import type { RuleText } from "#server/site/site-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useListed } from "../../ui/listed.ts";

/** Numbers that a clause does not give, told as what they are: the site's own, and beside each what holds where another rule is stricter. */
export function OpenNumbers({ rule }: { rule: RuleText }) {
  const { t, i18n } = useTranslation();
  const { given } = useGivenTexts();
  const listed = useListed();
  if (rule.open.length === 0) return null;
  const told = rule.open.map(({ name, who, values, stricter = [] }) => {
    const minutes = values.join(t("notice:open.or"));
    const sentence = `notice:open.${name}`;
    const called = who && given(who);
    const own = i18n.exists(sentence) ? t(sentence, { minutes, who: called }) : minutes;
    const holding = stricter.map(({ value, rules }) =>
      t("notice:open.stricter", { rules: listed(rules), minutes: String(value) }),
    );
    return `${own}${holding.join("")}`;
  });
  return <span className="small soft">{t("notice:open.said", { numbers: listed(told) })}</span>;
}
