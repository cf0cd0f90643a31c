import { useTranslation } from "react-i18next";
import type { HandoverProblem } from "#duty/handover/handover.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { Paper, SignatureCell } from "../log/Paper.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { checkCodeOf } from "./handover-desk.ts";
import type { ShiftId } from "./handover-query.ts";

interface Props {
  readonly view: HandoverAnswer;
  readonly at: ShiftId;
  readonly pages: number;
}

/** 交接班记录: work done and pending, problems told face to face, both signatures. */
export function HandoverPaper({ view, at, pages }: Props) {
  const { t } = useTranslation();
  const { state, texts } = view;
  if (state.phase === "unknown" || !state.preparation) return null;
  const { summary, done, matters } = state.preparation;
  const shown = (sealed: typeof summary) => textOf(texts, sealed) ?? "";
  return (
    <Paper
      title={t("handover:paper.work")}
      sheet={2}
      pages={pages}
      at={at}
      startsAt={state.occurrence.startsAt}
      endsAt={state.occurrence.endsAt}
      leading={state.phase === "completed" ? state.outgoing : view.facts.outgoing}
      code={checkCodeOf(view.head.hash)}
    >
      <table className="ruled form">
        <tbody>
          <tr>
            <th scope="row">{t("handover:prepare.summary")}</th>
            <td className="wrap tall">{shown(summary)}</td>
          </tr>
          <tr>
            <th scope="row">{t("handover:prepare.done")}</th>
            <td className="wrap tall">{shown(done)}</td>
          </tr>
          <tr>
            <th scope="row">{t("handover:prepare.pending")}</th>
            <td>
              {matters.length === 0 && t("handover:work.nothingPending")}
              <ol>
                {matters.map(({ id, class: its, reason }, index) => (
                  <li key={id} className="wrap">
                    {index + 1}. [{t(`handover:class.${its}`)}]{" "}
                    {view.matters.find((each) => each.id === id)?.text ?? id}
                    {reason && ` — ${shown(reason)}`}
                  </li>
                ))}
              </ol>
            </td>
          </tr>
          <tr>
            <th scope="row">{t("handover:problems.title")}</th>
            <td className="wrap">
              {state.problems.length === 0 && t("handover:paper.noProblems")}
              <ol>
                {state.problems.map((problem, index) => (
                  <li key={problem.key}>
                    {index + 1}. <ProblemTold problem={problem} view={view} at={at} />
                  </li>
                ))}
              </ol>
            </td>
          </tr>
        </tbody>
      </table>
      <Signatures view={view} form="work" />
      <Afterwards view={view} />
    </Paper>
  );
}

function ProblemTold({ problem, view, at }: { problem: HandoverProblem; view: HandoverAnswer; at: ShiftId }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, texts } = view;
  const count = state.phase === "unknown" ? undefined : state.counts.find(({ item }) => item === problem.item);
  const shown = textOf(texts, problem.text ?? count?.explanation) ?? "";
  if (problem.item === undefined) return shown;
  const { missing = 0, damaged = 0 } = count ?? {};
  return `${t("handover:problems.item", { item: names.item(at.post, problem.item), missing, damaged })}。${shown}`;
}

/** What was found once the shift had left stands on the form as well, apart from what was signed. */
function Afterwards({ view: { state, texts } }: { view: HandoverAnswer }) {
  const { t } = useTranslation();
  if (state.phase !== "completed" || state.faults.length === 0) return null;
  return (
    <p className="paper-note">
      {t("handover:faults.title")}：{state.faults.map(({ text }) => textOf(texts, text) ?? t("log:erased")).join("；")}
    </p>
  );
}

export function Signatures({ view, form }: { view: HandoverAnswer; form: "work" | "property" }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state } = view;
  const signatures = state.phase === "unknown" ? [] : state.signatures;
  return (
    <div className="paper-signatures">
      {(["outgoing", "incoming"] as const).map((side) => {
        const signature = signatures.find(
          (each) => each.side === side && (each.forms.length === 0 || each.forms.includes(form)),
        );
        return (
          <SignatureCell
            key={side}
            label={t(`handover:side.${side}`)}
            name={signature && names.person(signature.person)}
            when={signature?.at}
          />
        );
      })}
    </div>
  );
}
