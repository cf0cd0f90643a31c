import { useQueries } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { house } from "#duty/wiring/composition.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGivenTexts } from "../../ui/given-text.ts";
import { Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { OpenClauseContext } from "../refusal/RuleChips.tsx";
import { NamesContext, siteNamesOf } from "../site/names.ts";
import { rulesQuery, useSite } from "../site/site-query.ts";
import { OpenNumbers } from "./OpenNumbers.tsx";
import { PromiseLine } from "./PromiseLine.tsx";

/** Lets every rule id on a screen open the clause that it stands for; also where names are known from here on. */
export function ClauseProvider({ children }: { children: ReactNode }) {
  const { site } = useDeskPlace();
  const plan = useSite(site);
  const names = useMemo(() => siteNamesOf(plan), [plan]);
  const [rule, setRule] = useState<string>();
  return (
    <NamesContext value={names}>
      <OpenClauseContext value={setRule}>
        {children}
        <ClauseDrawer rule={rule} onClose={() => setRule(undefined)} />
      </OpenClauseContext>
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
  const { t } = useTranslation();
  const { given, lang } = useGivenTexts();
  const { site, acting } = useDeskPlace();
  const plan = useSite(site);
  const regulations = [...new Set([...plan.posts.flatMap(({ binds }) => binds).map((each) => each.regulation), house])];
  const answers = useQueries({ queries: regulations.map((regulation) => rulesQuery(regulation, acting.person)) });
  const regulation = answers.find(({ data }) => data?.rules.some(({ id }) => id === rule))?.data;
  const found = regulation?.rules.find(({ id }) => id === rule);
  if (!found && answers.some(({ isPending }) => isPending)) return <Waiting rows={3} />;
  if (!found || !regulation) return <Nothing title={t("notice:clause.unknown", { rule })} />;
  return (
    <div className="stack">
      <p className="soft">
        {given(regulation.title)} · {t("notice:edition", { edition: regulation.edition })}
      </p>
      <p className="clause" lang={lang}>
        {given(found)}
      </p>
      <PromiseLine rule={found} />
      <OpenNumbers rule={found} />
    </div>
  );
}
