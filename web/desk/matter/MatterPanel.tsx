import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOffDuty } from "#duty/matter/progress-matter.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { MatterRow } from "./MatterRow.tsx";
import { mattersQuery } from "./matter-query.ts";
import { OpenMatterDialog } from "./OpenMatterDialog.tsx";
import { SettledMatters } from "./SettledMatters.tsx";

const atOnce = 12;
/** The id of the line that says, once for all its buttons, that whoever is not on duty does nothing there. */
const notOnDuty = "matters-not-on-duty";

/** What stays open at the post, whoever stands at it: it passes with the hand-over until it is settled. */
export function MatterPanel({ post }: { post: string }) {
  const { t } = useTranslation();
  const place = useDeskPlace();
  const [opening, setOpening] = useState(false);
  const [more, setMore] = useState(0);
  const { data, isError, refetch } = useQuery(mattersQuery(place, post));
  const onDuty = useAttendanceAt(place.site, post).on.some(({ person }) => person === place.acting.person);
  const toldBy = data && isOffDuty(data.rule, { onDuty }) ? notOnDuty : undefined;
  const matters = data?.matters.toSorted((one, other) => one.dueAt - other.dueAt) ?? [];
  const shown = matters.slice(0, atOnce + more);
  return (
    <Panel
      id="matters"
      title={t("matter:title")}
      count={data && matters.length}
      flush
      aside={
        <ActButton icon={<PlusOutlined aria-hidden="true" />} toldBy={toldBy} onAct={() => setOpening(true)}>
          {t("matter:open.title")}
        </ActButton>
      }
    >
      {toldBy && (
        <p id={toldBy} className="panel-foot small soft">
          {t("matter:refusal.not-on-duty.what")} {t("matter:refusal.not-on-duty.todo")}
        </p>
      )}
      {isError && !data && <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />}
      {!data && !isError && (
        <div className="panel-foot">
          <Waiting />
        </div>
      )}
      {data && matters.length === 0 && (
        <Nothing title={t("matter:nothing")}>
          <p>{t("matter:nothingNote")}</p>
        </Nothing>
      )}
      <ul>
        {shown.map((each) => (
          <MatterRow key={each.id} matter={each} post={post} toldBy={toldBy} />
        ))}
      </ul>
      <ShowMore left={matters.length - shown.length} onMore={(by) => setMore(more + by)} />
      <SettledMatters post={post} />
      {opening && <OpenMatterDialog post={post} onClose={() => setOpening(false)} />}
    </Panel>
  );
}
