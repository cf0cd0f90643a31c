import { RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { useNarrow } from "../../ui/narrow.ts";
import { Status } from "../../ui/Status.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { leadsAt, useDeskPlace } from "../door/acting.ts";
import { ledgerQuery } from "../ledger/ledger-query.ts";
import { owedHere } from "../ledger/owed-here.ts";
import { mattersQuery } from "../matter/matter-query.ts";
import { useDetail } from "../refusal/RefusalNote.tsx";
import { owedSentence } from "../site/owed-sentence.ts";

/** On a phone, where they stand below the page: what is due next and how much, and how many matters are open, a line each that leads there. */
export function PostGlance({ post }: { post: string }) {
  return useNarrow() ? (
    <div className="glance panel">
      <NextOwed post={post} />
      <OpenMatters post={post} />
    </div>
  ) : null;
}

function NextOwed({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const now = useNow(15_000);
  const fill = useDetail();
  const { data } = useQuery(ledgerQuery(site, post));
  const owed = owedHere(data?.lines ?? [], now, { leads: leadsAt(acting, { site, post }) });
  const [next] = owed;
  if (!next) return null;
  return (
    <Glance to="#due">
      <strong className={isOverdue(next.dueAt, now) ? "late" : undefined}>
        <Moment at={next.dueAt} />
      </strong>
      <span className="what">{owedSentence(next.what, fill(next.detail ?? {}))}</span>
      {owed.length > 1 && <span className="soft keep">{t("ledger:all", { count: owed.length })}</span>}
    </Glance>
  );
}

function OpenMatters({ post }: { post: string }) {
  const { t } = useTranslation();
  const now = useNow(15_000);
  const { data } = useQuery(mattersQuery(useDeskPlace(), post));
  const matters = data?.matters ?? [];
  const late = matters.filter(({ dueAt }) => isOverdue(dueAt, now)).length;
  if (matters.length === 0) return null;
  return (
    <Glance to="#matters">
      <strong className="what">
        {t("matter:title")} {matters.length}
      </strong>
      {late > 0 && <Status kind="overdue">{t("matter:late", { count: late })}</Status>}
    </Glance>
  );
}

function Glance({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={to} className="row">
      {children}
      <RightOutlined className="soft" aria-hidden="true" />
    </a>
  );
}
