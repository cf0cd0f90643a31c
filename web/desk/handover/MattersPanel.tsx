import { useTranslation } from "react-i18next";
import type { ListedMatter } from "#duty/handover/handover.ts";
import { isUnreleased, passesByItself } from "#duty/handover/passing-matters.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { Status } from "../../ui/Status.tsx";
import { When } from "../../ui/When.tsx";
import { useSend } from "../door/use-send.ts";
import { ClassStatus } from "../matter/MatterRow.tsx";
import { ReleaseButton } from "../matter/ReleaseButton.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { matterWords } from "../site/matter-words.ts";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { preparationOf, useHandover } from "./handover-desk.ts";

/** What passes with the post, taken one by one. */
export function MattersPanel() {
  const { t } = useTranslation();
  const desk = useHandover();
  const listed = preparationOf(desk)?.matters ?? [];
  return (
    <Panel id="handed-matters" title={t("handover:matters.title")} count={listed.length} flush scrolls>
      {listed.length === 0 && <Nothing title={t("handover:work.nothingPending")} />}
      <ul>
        {listed.map((each) => (
          <HandedMatter key={each.id} listed={each} />
        ))}
      </ul>
    </Panel>
  );
}

function HandedMatter({ listed }: { listed: ListedMatter }) {
  const { t } = useTranslation();
  const { view, at } = useHandover();
  const { problem, busy, send } = useSend();
  const names = useNames();
  const matter = view.matters.find(({ id }) => id === listed.id);
  const reason = textOf(view.texts, listed.reason);
  const text = matter ? matterWords(matter, names, at.post) : t("handover:matters.settled");
  return (
    <li className="matter handed">
      <div className="handed-what">
        <p className="row">
          <ClassStatus matter={matter ?? { class: listed.class, released: false }} />
          {matter && <When at={matter.dueAt} />}
        </p>
        <p className="what wrap">{text}</p>
        {reason !== undefined && (
          <p className="small wrap">
            <span className="soft">{t("handover:matters.reason")}</span> {reason ?? t("log:erased")}
          </p>
        )}
      </div>
      <Taking
        listed={listed}
        busy={busy}
        onTake={() => void send("handover.take-matter", { ...at, matter: listed.id })}
      />
      {problem && <RefusalNote problem={problem} />}
    </li>
  );
}

function Taking({ listed, busy, onTake }: { listed: ListedMatter; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  const { state, work, side, fixed, view, at } = useHandover();
  const matter = view.matters.find(({ id }) => id === listed.id);
  if (state.phase === "completed" || work.taken.includes(listed.id))
    return (
      <p>
        <Status kind="well">{t("handover:matters.taken")}</Status>
      </p>
    );
  if (passesByItself(listed)) return <p className="small soft">{t("handover:matters.byItself")}</p>;
  const { importantMatters } = view.rule;
  if (importantMatters && matter && isUnreleased(matter, view.rule))
    return (
      <div className="handed-blocked">
        <div className="row">
          <Status kind="overdue">{t("handover:matters.blocked")}</Status>
          <RuleChips rules={importantMatters.cites} />
        </div>
        <ReleaseButton post={at.post} id={listed.id} />
      </div>
    );
  if (side !== "incoming" || fixed) return <p className="small soft">{t("handover:matters.waiting")}</p>;
  return (
    <ActButton busy={busy} onAct={onTake}>
      {t("handover:matters.take")}
    </ActButton>
  );
}
