import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useNarrow } from "../../ui/narrow.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import type { ShiftId } from "../site/shift-id.ts";
import { HeldInWindow } from "./HeldInWindow.tsx";
import { LineComposer } from "./LineComposer.tsx";
import { useLineDraft } from "./refused-late.ts";

/** Where a line is written: above the page, or on a phone behind a button that is always there. Either way a stock sentence is two taps at most. */
export function LineWriting({ page, at }: { page: PageAnswer; at: ShiftId }) {
  const { t } = useTranslation();
  const line = useLineDraft(at);
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  if (!isNarrow) return <LineComposer page={page} at={at} line={line} />;
  // Whoever wrote it sees it, wherever on the screen they were: it stands on top of the page.
  const seeIt = () => {
    setOpen(false);
    document.getElementById("log")?.scrollIntoView();
  };
  const isBegun = line.draft.text.trim() !== "" || line.draft.photos.length > 0;
  return (
    <>
      {line.late && !isOpen && (
        <div className="panel-foot">
          <RefusalNote problem={line.late} />
        </div>
      )}
      <div className="write-bar">
        <Button
          type="primary"
          size="large"
          block
          icon={<EditOutlined aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          {t(isBegun ? "log:goOn" : "log:begin")}
        </Button>
      </div>
      <Dialog open={isOpen} title={t("log:begin")} onClose={() => setOpen(false)}>
        <LineComposer page={page} at={at} line={line} onKept={seeIt} />
        <HeldInWindow at={at} />
      </Dialog>
    </>
  );
}
