import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";

/** Opens the clause behind a rule id. Undefined where no clause can be asked for: at the door and behind the lock. */
export const OpenClauseContext = createContext<((rule: string) => void) | undefined>(undefined);

/** Ids of rules as chips that open their clauses; where these cannot be asked for, the ids alone. */
export function RuleChips({ rules }: { rules: readonly string[] }) {
  const { t } = useTranslation();
  const open = useContext(OpenClauseContext);
  if (rules.length === 0) return null;
  return (
    <span className="row">
      <span className="because small soft">{t("notice:because")}</span>
      {rules.map((rule) =>
        open ? (
          <button key={rule} type="button" className="rule-chip" onClick={() => open(rule)}>
            {rule}
          </button>
        ) : (
          <span key={rule} className="small soft">
            {rule}
          </span>
        ),
      )}
    </span>
  );
}
