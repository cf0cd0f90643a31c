import { useTranslation } from "react-i18next";
import type { Count, Preparation, TakenUp } from "#duty/handover/handover.ts";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { checkCodeOf } from "./check-code.ts";
import { Signatures } from "./HandoverPaper.tsx";
import { Paper } from "./Paper.tsx";
import type { HandoverDocument, SheetPlace } from "./shown-documents.ts";

/** 公物交接表: every item with what was expected, found, damaged and missing, and both signatures. */
export function PropertyPaper({ view, place }: { view: HandoverDocument; place: SheetPlace }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, texts } = view;
  const { at } = place;
  if (state.phase === "unknown" || !state.preparation) return null;
  const { kit, books } = listsOf(state);
  const taken = new Set(state.booksTaken.map(({ book }) => book));
  return (
    <Paper
      title={t("handover:paper.property")}
      place={place}
      startsAt={state.occurrence.startsAt}
      endsAt={state.occurrence.endsAt}
      code={checkCodeOf(view.head.hash)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways, by keyboard too. */}
      <section className="scroll-table" tabIndex={0} aria-label={t("handover:paper.property")}>
        <table className="ruled">
          <thead>
            <tr>
              <th className="c-index">{t("handover:paper.index")}</th>
              <th>{t("handover:kit.item")}</th>
              {(["expected", "found", "damaged", "missing"] as const).map((column) => (
                <th key={column} className="c-number">
                  {t(`handover:kit.${column}`)}
                </th>
              ))}
              <th className="c-remark">{t("handover:kit.explanation")}</th>
            </tr>
          </thead>
          <tbody>
            {kit.map(({ item, expected }, index) => {
              const count = state.counts.find((each) => each.item === item && isOfLine(each, expected, state));
              return (
                <tr key={`${item}/${expected}`}>
                  <td>{index + 1}</td>
                  <td>{names.item(at.post, item)}</td>
                  <td>{expected}</td>
                  <td>{count?.found ?? ""}</td>
                  <td>{count?.damaged ?? ""}</td>
                  <td>{count?.missing ?? ""}</td>
                  <td className="wrap">{textOf(texts, count?.explanation) ?? ""}</td>
                </tr>
              );
            })}
            {books.map((book, index) => (
              <tr key={book}>
                <td>{kit.length + index + 1}</td>
                <td>{names.item(at.post, book)}</td>
                <td>1</td>
                <td>{taken.has(book) ? 1 : ""}</td>
                <td />
                <td />
                <td>{taken.has(book) ? t("handover:books.taken") : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Signatures view={view} form="property" />
    </Paper>
  );
}

type Known = Exclude<HandoverDocument["state"], { phase: "unknown" }>;

function takenUpIn(state: Known): TakenUp | undefined {
  return state.phase === "completed" ? state.takenUp : undefined;
}

/** What was handed over, and what the post had besides by its set-up when somebody took it up. */
function listsOf(state: Known): Pick<Preparation, "kit" | "books"> {
  const { kit = [], books = [] } = state.preparation ?? {};
  const { kit: later = [], books: laterBooks = [] } = takenUpIn(state)?.listed ?? {};
  const isNew = ({ item, expected }: (typeof later)[number]) =>
    !kit.some((each) => each.item === item && each.expected === expected);
  return { kit: [...kit, ...later.filter(isNew)], books: [...new Set([...books, ...laterBooks])] };
}

/** Whether a count is of a line of the form: by the time of a taking up another number may have been expected than when the form was written. */
function isOfLine({ found, missing }: Count, expected: number, state: Known): boolean {
  return takenUpIn(state) === undefined || found + missing === expected;
}
