import { useQueries } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../shell/acting.ts";
import { NamesContext, siteNamesOf } from "../site/names.ts";
import { rulesQuery, useSite } from "../site/site-query.ts";

/** Undefined where no clause can be asked for: at the door and behind the lock. */
const OpenContext = createContext<((rule: string) => void) | undefined>(undefined);

/** The platform's own rules bind everywhere, whether or not a post names them. */
const house = "zhiban-house";

/** Lets every rule id on a screen open the clause that it stands for; also where names are known from here on. */
export function ClauseProvider({ children }: { children: ReactNode }) {
  const { site } = useDeskPlace();
  const plan = useSite(site);
  const names = useMemo(() => siteNamesOf(plan), [plan]);
  const [rule, setRule] = useState<string>();
  return (
    <NamesContext value={names}>
      <OpenContext value={setRule}>
        {children}
        <ClauseDrawer rule={rule} onClose={() => setRule(undefined)} />
      </OpenContext>
    </NamesContext>
  );
}

function ClauseDrawer({ rule, onClose }: { rule: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={rule !== undefined} from="side" title={t("notice:clause.title", { rule })} onClose={onClose}>
      {rule !== undefined && <Clause rule={rule} />}
    </Dialog>
  );
}

function Clause({ rule }: { rule: string }) {
  const { t, i18n } = useTranslation();
  const { site, acting } = useDeskPlace();
  const plan = useSite(site);
  const regulations = [...new Set([...plan.posts.flatMap(({ binds }) => binds).map((each) => each.regulation), house])];
  const answers = useQueries({ queries: regulations.map((regulation) => rulesQuery(regulation, acting.person)) });
  const regulation = answers.find(({ data }) => data?.rules.some(({ id }) => id === rule))?.data;
  const found = regulation?.rules.find(({ id }) => id === rule);
  if (!found && answers.some(({ isPending }) => isPending)) return <Waiting rows={3} />;
  if (!found || !regulation) return <Nothing title={t("notice:clause.unknown", { rule })} />;
  const inEnglish = i18n.language === "en";
  return (
    <div className="stack">
      <p className="soft">
        {inEnglish ? regulation.title.en : regulation.title.zh} · {t("notice:edition", { edition: regulation.edition })}
      </p>
      <p className="clause" lang={inEnglish ? "en" : "zh-CN"}>
        {inEnglish ? found.en : found.zh}
      </p>
      <p className="soft small">{t(`notice:strength.${found.strength}`)}</p>
    </div>
  );
}

/** Ids of rules as chips that open their clauses; where these cannot be asked for, the ids alone. */
export function RuleChips({ rules }: { rules: readonly string[] }) {
  const { t } = useTranslation();
  const open = useContext(OpenContext);
  if (rules.length === 0) return null;
  return (
    <span className="row">
      <span className="small soft">{t("notice:because")}</span>
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
