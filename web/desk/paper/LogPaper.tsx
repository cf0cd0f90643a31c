import { useTranslation } from "react-i18next";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { lineTimes } from "#duty/log/line-times.ts";
import type { Correction, Line } from "#duty/log/log.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useWall } from "../../ui/server-clock.ts";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { type Names, useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { checkCodeOf } from "./check-code.ts";
import { Paper, SignatureCell } from "./Paper.tsx";
import type { LogDocument, SheetPlace } from "./shown-documents.ts";

/** 值班记录: the lines of a shift in the order in which they came, which is that of the journal; corrections beside their originals. */
export function LogPaper({ page, place }: { page: LogDocument; place: SheetPlace }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state } = page;
  if (state.phase === "unknown") return null;
  const { startsAt, endsAt } = state.occurrence;
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
      <PageSignatures page={page} leading={place.leading} />
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

/** Who led the shift and who reviewed its page, with what they remarked; a box that nobody has signed claims no review. */
function PageSignatures({ page, leading }: { page: LogDocument } & Pick<SheetPlace, "leading">) {
  const { t } = useTranslation();
  const names = useNames();
  const countersigned = page.state.phase === "closed" ? page.state.countersigned : undefined;
  return (
    <>
      <div className="paper-signatures">
        <SignatureCell label={t("log:page.leading")} name={leading && names.person(leading)} />
        <SignatureCell
          label={t(countersigned ? "log:countersign.done" : "log:countersign.place")}
          name={countersigned && names.person(countersigned.by)}
          when={countersigned?.at}
        />
      </div>
      {countersigned?.note && (
        <p className="paper-note wrap">
          {t("log:countersign.remark", { note: textOf(page.texts, countersigned.note) ?? t("log:erased") })}
        </p>
      )}
    </>
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
  const timeOf = useLineTimesInWords();
  const { written, both } = timeOf(line);
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  return (
    <tr>
      <td>{written}</td>
      <td>{category ? given(category) : ""}</td>
      <td>
        <p className={line.corrections.length > 0 ? "wrap struck" : "wrap"}>
          {line.duringHandover && `[${t("log:duringHandover")}] `}
          {textOf(page.texts, line.text) ?? t("log:erased")}
        </p>
        {both && <p className="paper-note">{both}</p>}
        {line.corrections.map((correction) => {
          const its = timeOf(correction);
          return (
            <p key={correction.at} className="wrap">
              {t("log:page.correction", {
                name: names.person(correction.by),
                time: its.both ?? its.written,
                text: textOf(page.texts, correction.text) ?? t("log:erased"),
              })}
            </p>
          );
        })}
        <LinePhotos photos={line.photos} />
      </td>
      <td>{names.person(line.by)}</td>
    </tr>
  );
}

/** When a line or a correction was written; and where it waited at its device, both times, with their days where it came on another one. */
function useLineTimesInWords() {
  const { t } = useTranslation();
  const wall = useWall();
  return ({ at, deviceTime }: Pick<Line | Correction, "at" | "deviceTime">) => {
    const { written, came } = lineTimes({ at, deviceAt: deviceTime });
    if (came === undefined) return { written: wall.time(written) };
    const apart = wall.day(written) !== wall.day(came);
    const told = (moment: number) => (apart ? `${wall.date(moment)} ${wall.time(moment)}` : wall.time(moment));
    return {
      written: wall.time(written),
      both: `${t("log:written")} ${told(written)} · ${t("log:came")} ${told(came)}`,
    };
  };
}
