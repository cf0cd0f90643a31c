import { useTranslation } from "react-i18next";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Line } from "#duty/log/log.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useWall } from "../../ui/server-clock.ts";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { type Names, useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { checkCodeOf } from "./check-code.ts";
import { Paper, SignatureCell } from "./Paper.tsx";
import type { LogDocument, SheetPlace } from "./shown-documents.ts";

/** 值班记录: the lines of a shift in the order in which they were written, corrections beside their originals. */
export function LogPaper({ page, place }: { page: LogDocument; place: SheetPlace }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state } = page;
  if (state.phase === "unknown") return null;
  const { startsAt, endsAt } = state.occurrence;
  const countersigned = state.phase === "closed" ? state.countersigned : undefined;
  const { leading } = place;
  return (
    <Paper
      title={t("log:page.document")}
      place={place}
      startsAt={startsAt}
      endsAt={endsAt}
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
          {t("log:page.closedBy", { handover: shiftWords(names, state.handover) })}
          {state.next && ` · ${t("log:page.nextPage")} ${shiftWords(names, state.next)}`}
        </p>
      )}
      <p className="paper-note">{t("log:page.checkNote")}</p>
    </Paper>
  );
}

/** A shift by the names that people use: what a stream is called stands in the archive, not on paper. */
function shiftWords(names: Names, id: string): string {
  const { post, date, shift } = shiftNamed(id);
  return [names.post(post), date, names.shift(post, shift)].join(" ");
}

function PaperLine({ line, page }: { line: Line; page: LogDocument }) {
  const { t } = useTranslation();
  const { given } = useGivenTexts();
  const names = useNames();
  const wall = useWall();
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  return (
    <tr>
      <td>{wall.time(line.at)}</td>
      <td>{category ? given(category) : ""}</td>
      <td>
        <p className={line.corrections.length > 0 ? "wrap struck" : "wrap"}>
          {line.duringHandover && `[${t("log:duringHandover")}] `}
          {textOf(page.texts, line.text) ?? t("log:erased")}
        </p>
        {line.corrections.map(({ text, by, at }) => (
          <p key={at} className="wrap">
            {t("log:page.correction", {
              name: names.person(by),
              time: wall.time(at),
              text: textOf(page.texts, text) ?? t("log:erased"),
            })}
          </p>
        ))}
        <LinePhotos photos={line.photos} />
      </td>
      <td>{names.person(line.by)}</td>
    </tr>
  );
}
