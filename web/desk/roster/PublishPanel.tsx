import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { undoneBy } from "#duty/roster/publish-roster.ts";
import { isAssigned } from "#duty/roster/roster.ts";
import type { MonthAnswer } from "#server/roster/roster-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { PatternDialog } from "./PatternDialog.tsx";
import { coverName, isOutdated, lookedAgain, type PlanDraft, withAgreed, withoutAgreed } from "./plan-draft.ts";

interface Props {
  readonly at: { readonly post: string; readonly month: string };
  readonly month: MonthAnswer;
  readonly draft: PlanDraft;
  readonly onChange: (draft: PlanDraft) => void;
  readonly onDone: () => void;
}

/** What the plan changes, which covers it takes away, and publishing it. */
export function PublishPanel({ at: { post, month: name }, month, draft, onChange, onDone }: Props) {
  const { t } = useTranslation();
  const [filling, fill] = useState(false);
  const { send, busy, problem } = useSend();
  const { state } = month;
  const added = draft.assignments.filter((each) => !isAssigned(state.assignments, each)).length;
  const dropped = state.assignments.filter((each) => !isAssigned(draft.assignments, each)).length;
  const undone = undoneBy(state, draft.assignments);
  const unagreed = undone.filter((each) => !draft.agreed.includes(coverName(each)));
  const outdated = isOutdated(draft, month);
  const publish = async () => {
    const undoes = undone.map(({ date, shift, cover }) => ({ date: date as BusinessDate, shift, cover }));
    const seen = state.phase === "published" ? { seen: draft.seen } : {};
    const body = { post, month: name, assignments: [...draft.assignments], ...(undoes.length > 0 ? { undoes } : {}) };
    if (await send("roster.publish", body, { ...seen, untilAnswered: true })) onDone();
  };
  return (
    <Panel title={t("roster:plan.title")}>
      <div className="stack">
        <Button block onClick={() => fill(true)}>
          {t("roster:plan.fill")}
        </Button>
        <p className="soft">{t("roster:plan.note")}</p>
        <p>{t("roster:plan.changes", { added, dropped })}</p>
        {outdated && (
          <div className="stack">
            <Status kind="overdue">{t("roster:plan.outdated")}</Status>
            <Button onClick={() => onChange(lookedAgain(draft, month))}>{t("roster:plan.lookAgain")}</Button>
          </div>
        )}
        <Undone undone={undone} draft={draft} post={post} onChange={onChange} />
        {problem && <RefusalNote problem={problem} />}
        <ActButton
          main
          block
          busy={busy}
          why={[
            ...(state.phase === "published" && added + dropped === 0 ? [t("roster:plan.nothingChanged")] : []),
            ...(outdated ? [t("roster:plan.outdatedFirst")] : []),
            ...(unagreed.length > 0 ? [t("roster:plan.agreeFirst", { count: unagreed.length })] : []),
          ]}
          onAct={() => void publish()}
        >
          {t("roster:plan.publish", { month: Number(name.slice(5)) })}
        </ActButton>
        <Button block onClick={onDone}>
          {t("roster:plan.letGo")}
        </Button>
      </div>
      {filling && <PatternDialog month={month} draft={draft} onFill={onChange} onClose={() => fill(false)} />}
    </Panel>
  );
}

/** Covers that the plan takes away, each to be agreed to. */
function Undone({
  undone,
  draft,
  post,
  onChange,
}: Pick<Props, "draft" | "onChange"> & { undone: ReturnType<typeof undoneBy>; post: string }) {
  const { t } = useTranslation();
  const names = useNames();
  return undone.map((each) => {
    const key = coverName(each);
    return (
      <Checkbox
        key={key}
        checked={draft.agreed.includes(key)}
        onChange={({ target }) => onChange(target.checked ? withAgreed(draft, key) : withoutAgreed(draft, key))}
      >
        {t("roster:plan.undone", {
          ...{ date: each.date.slice(5), shift: names.shift(post, each.shift) },
          ...{ cover: names.person(each.cover), absent: names.person(each.absent) },
        })}
      </Checkbox>
    );
  });
}
