import { useContext } from "react";
import { OpenClauseContext } from "../refusal/RuleChips.tsx";

/** Ids of rules that open their clauses, without a word before them: beside a figure or a countdown there is no room for one. */
export function RuleLinks({ rules }: { rules: readonly string[] }) {
  const open = useContext(OpenClauseContext);
  return rules.map((rule) =>
    open ? (
      <button key={rule} type="button" className="rule-chip" onClick={() => open(rule)}>
        {rule}
      </button>
    ) : (
      <span key={rule} className="small soft">
        {rule}
      </span>
    ),
  );
}
