import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useWall } from "../../ui/server-clock.ts";
import { LineComposer } from "../log/LineComposer.tsx";
import { useLineDraft } from "../log/refused-late.ts";
import { OpenMatterDialog } from "../matter/OpenMatterDialog.tsx";
import { useNames } from "../site/names.ts";
import type { AloneReading } from "./alone-reading.ts";
import { ReadLine } from "./ReadLine.tsx";
import "../log/log.css";

/** The page of one's shift as it was read last, newest line first, and the ways to write on it and to open a matter. */
export function AlonePage({ reading }: { reading: AloneReading }) {
  const { t } = useTranslation();
  const wall = useWall();
  const names = useNames();
  const [isOpening, setOpening] = useState(false);
  const { at, page } = reading;
  const line = useLineDraft(at);
  const { state } = page;
  const lines = state.phase === "unknown" ? [] : state.lines.toReversed();
  const read = t("account:alone.read", { time: `${wall.date(page.now)} ${wall.time(page.now)}` });
  return (
    <Panel
      title={`${names.post(at.post)} · ${names.shift(at.post, at.shift)}`}
      flush
      aside={<span className="soft small">{read}</span>}
    >
      <LineComposer page={page} at={at} line={line} />
      <div className="composer">
        <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => setOpening(true)}>
          {t("matter:open.title")}
        </Button>
        {isOpening && <OpenMatterDialog post={at.post} onClose={() => setOpening(false)} />}
      </div>
      {lines.length === 0 && <Nothing title={t("log:empty")} />}
      <ul className="lines">
        {lines.map((each) => (
          <ReadLine key={each.id} line={each} reading={reading} />
        ))}
      </ul>
    </Panel>
  );
}
