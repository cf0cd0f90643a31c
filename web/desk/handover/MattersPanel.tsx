import { useTranslation } from "react-i18next";
import type { ListedMatter } from "#duty/handover/handover.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { When } from "../../ui/When.tsx";
import { useSend } from "../door/use-send.ts";
import { ClassStatus } from "../matter/MatterRow.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useMatterWords } from "../site/matter-words.ts";
import { textOf } from "../site/texts.ts";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { TakeMatter } from "./TakeMatter.tsx";

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
  const words = useMatterWords();
  const matter = view.matters.find(({ id }) => id === listed.id);
  const reason = textOf(view.texts, listed.reason);
  const text = matter ? words(matter, at.post) : t("handover:matters.settled");
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
      <TakeMatter
        listed={listed}
        busy={busy}
        onTake={() => void send("handover.take-matter", { ...at, matter: listed.id })}
      />
      {problem && <RefusalNote problem={problem} />}
    </li>
  );
}
