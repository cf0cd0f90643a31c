import { useTranslation } from "react-i18next";
import type { Line } from "#duty/log/log.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { useWall } from "../../ui/server-clock.ts";
import { checkCodeOf } from "../handover/handover-desk.ts";
import type { ShiftId } from "../handover/handover-query.ts";
import { type Names, useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { LinePhotos } from "./LinePhotos.tsx";
import { Paper, SignatureCell } from "./Paper.tsx";

interface Props {
  readonly page: PageAnswer;
  readonly handover: HandoverAnswer | undefined;
  readonly at: ShiftId;
  readonly pages: number;
}

/** 值班记录: the lines of a shift in the order in which they were written, corrections beside their originals. */
export function LogPaper({ page, handover, at, pages }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { state } = page;
  if (state.phase === "unknown") return null;
  const { startsAt, endsAt } = state.occurrence;
  const countersigned = state.phase === "closed" ? state.countersigned : undefined;
  const leading = leaderOf(handover);
  return (
    <Paper
      title={t("log:page.document")}
      sheet={1}
      pages={pages}
      at={at}
      startsAt={startsAt}
      endsAt={endsAt}
      leading={leading}
      code={checkCodeOf(page.head.hash)}
    >
      {state.phase !== "closed" && <p className="paper-note">{t("log:page.open")}</p>}
      <table className="ruled">
        <thead>
          <tr>
            <th className="c-time">{t("log:page.time")}</th>
            <th className="c-kind">{t("log:page.kind")}</th>
            <th>{t("log:page.what")}</th>
            <th className="c-by">{t("log:page.by")}</th>
          </tr>
        </thead>
        <tbody>
          {state.lines.map((line) => (
            <PaperLine key={line.id} line={line} page={page} />
          ))}
          {state.lines.length === 0 && (
            <tr>
              <td colSpan={4} className="none">
                {t("log:page.noLines")}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <div className="paper-signatures">
        <SignatureCell label={t("log:page.leading")} name={leading && names.person(leading)} />
        <SignatureCell
          label={t("log:countersign.done")}
          name={countersigned && names.person(countersigned.by)}
          when={countersigned?.at}
        />
      </div>
      {state.phase === "closed" && (
        <p className="paper-note">
          {t("log:page.closedBy", { handover: shiftNamed(names, state.handover) })}
          {state.next && ` · ${t("log:page.nextPage")} ${shiftNamed(names, state.next)}`}
        </p>
      )}
      <p className="paper-note">{t("log:page.checkNote")}</p>
    </Paper>
  );
}

/** A shift by the names that people use: what a stream is called stands in the archive, not on paper. */
function shiftNamed(names: Names, id: string): string {
  const [post = id, date = "", shift = ""] = id.split("/");
  return [names.post(post), date, names.shift(post, shift)].join(" ");
}

function leaderOf(handover: HandoverAnswer | undefined): string | undefined {
  if (!handover) return undefined;
  return handover.state.phase === "completed" ? handover.state.outgoing : handover.facts.outgoing;
}

function PaperLine({ line, page }: { line: Line; page: PageAnswer }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const wall = useWall();
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  return (
    <tr>
      <td>{wall.time(line.at)}</td>
      <td>{category ? (i18n.language === "en" ? category.en : category.zh) : ""}</td>
      <td>
        <p className={line.corrections.length > 0 ? "wrap struck" : "wrap"}>
          {line.duringHandover && `[${t("log:duringHandover")}] `}
          {textOf(page.texts, line.text) ?? t("log:erased")}
        </p>
        {line.corrections.map(({ text, by, at }) => (
          <p key={at} className="wrap">
            {t("log:corrected")} {names.person(by)} {wall.time(at)}：{textOf(page.texts, text) ?? t("log:erased")}
          </p>
        ))}
        <LinePhotos photos={line.photos} />
      </td>
      <td>{names.person(line.by)}</td>
    </tr>
  );
}
