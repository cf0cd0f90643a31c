import { useTranslation } from "react-i18next";
import type { HandoverFault, HandoverProblem, ListedMatter } from "#duty/handover/handover.ts";
import { matterWords } from "../site/matter-words.ts";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { textOf } from "../site/texts.ts";
import { checkCodeOf } from "./check-code.ts";
import { Paper, SignatureCell } from "./Paper.tsx";
import type { HandoverDocument, SheetPlace } from "./shown-documents.ts";

/** 交接班记录: work done and pending, problems told face to face, both signatures. */
export function HandoverPaper({ view, place }: { view: HandoverDocument; place: SheetPlace }) {
  const { t } = useTranslation();
  const { state, texts } = view;
  if (state.phase === "unknown" || !state.preparation) return null;
  const { summary, done, matters } = state.preparation;
  // What was open when somebody took the shift up stands beside what its closer had listed; where it is the same, once.
  const taken = state.phase === "completed" && state.takenUp ? state.listedAnew : undefined;
  const shown = (sealed: typeof summary) => textOf(texts, sealed) ?? "";
  return (
    <Paper
      title={t("handover:paper.work")}
      place={place}
      startsAt={state.occurrence.startsAt}
      endsAt={state.occurrence.endsAt}
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
              <Pending matters={matters} view={view} at={place.at} />
            </td>
          </tr>
          {taken && (
            <tr>
              <th scope="row">{t("handover:paper.pendingTaken")}</th>
              <td>
                <Pending matters={taken} view={view} at={place.at} />
              </td>
            </tr>
          )}
          <tr>
            <th scope="row">{t("handover:problems.title")}</th>
            <td className="wrap">
              {state.problems.length === 0 && t("handover:paper.noProblems")}
              <ol>
                {state.problems.map((problem, index) => (
                  <li key={problem.key}>
                    {index + 1}. <ProblemTold problem={problem} view={view} at={place.at} />
                  </li>
                ))}
              </ol>
            </td>
          </tr>
        </tbody>
      </table>
      <Signatures view={view} form="work" />
      <Afterwards view={view} at={place.at} />
    </Paper>
  );
}

function Pending(about: { matters: readonly ListedMatter[]; view: HandoverDocument; at: ShiftId }) {
  const { matters, view, at } = about;
  const { t } = useTranslation();
  const names = useNames();
  const called = (id: string) => {
    const matter = view.matters.find((each) => each.id === id);
    return matter ? matterWords(matter, names, at.post) : id;
  };
  if (matters.length === 0) return t("handover:work.nothingPending");
  return (
    <ol>
      {matters.map(({ id, class: its, reason }, index) => (
        <li key={id} className="wrap">
          {index + 1}.{" "}
          {t(reason ? "handover:paper.matterWhy" : "handover:paper.matter", {
            class: t(`handover:class.${its}`),
            matter: called(id),
            reason: textOf(view.texts, reason) ?? "",
          })}
        </li>
      ))}
    </ol>
  );
}

function ProblemTold({ problem, view, at }: { problem: HandoverProblem; view: HandoverDocument; at: ShiftId }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, texts } = view;
  const count = state.phase === "unknown" ? undefined : state.counts.find(({ item }) => item === problem.item);
  const shown = textOf(texts, problem.text ?? count?.explanation) ?? "";
  if (problem.item === undefined) return shown;
  const { missing = 0, damaged = 0 } = count ?? {};
  const told = t("handover:problems.item", { item: names.item(at.post, problem.item), missing, damaged });
  return t("handover:paper.problem", { told, explanation: shown });
}

/** What was found once the shift had left stands on the form as well, apart from what was signed. */
function Afterwards({ view: { state, texts }, at }: { view: HandoverDocument; at: ShiftId }) {
  const { t } = useTranslation();
  const names = useNames();
  if (state.phase === "unknown" || state.faults.length === 0) return null;
  const told = ({ text, kit }: HandoverFault) =>
    kit
      ? t("handover:problems.item", { ...kit, item: names.item(at.post, kit.item) })
      : (textOf(texts, text) ?? t("log:erased"));
  const faults = state.faults.map(told).join(t("ui:list.apart"));
  return <p className="paper-note">{t("handover:paper.afterwards", { faults })}</p>;
}

export function Signatures({ view, form }: { view: HandoverDocument; form: "work" | "property" }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state } = view;
  const signatures = state.phase === "unknown" ? [] : state.signatures;
  const takenUp = state.phase === "completed" ? state.takenUp : undefined;
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
      {takenUp && <p className="paper-note">{t("handover:paper.takenUp", { name: names.person(takenUp.by) })}</p>}
      {signatures.map(({ side, lateReason }) => {
        const reason = lateReason && (textOf(view.texts, lateReason) ?? t("log:erased"));
        return (
          reason && (
            <p key={side} className="paper-note">
              {t("handover:paper.late", { side: t(`handover:side.${side}`), reason })}
            </p>
          )
        );
      })}
    </div>
  );
}
