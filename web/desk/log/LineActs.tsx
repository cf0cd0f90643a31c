import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOwnLine } from "#duty/log/correct-line.ts";
import type { Line } from "#duty/log/log.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { useDeskPlace } from "../door/acting.ts";
import { OpenMatterDialog } from "../matter/OpenMatterDialog.tsx";
import type { ShiftId } from "../site/shift-id.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";

/** What may be done about a line: put right what one wrote oneself, and follow up what it says. */
export function LineActs({ line, page, at, text }: { line: Line; page: PageAnswer; at: ShiftId; text: string }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState<"correct" | "matter">();
  const items = [
    ...(isOwnLine(line, acting.person) ? [{ key: "correct" as const, label: t("log:correct.open") }] : []),
    { key: "matter" as const, label: t("matter:fromLine") },
  ];
  return (
    <span className="line-acts">
      <Dropdown
        trigger={["click"]}
        menu={{ items, onClick: ({ key }) => setOpen(key === "correct" ? "correct" : "matter") }}
      >
        <Button
          type="text"
          icon={<EllipsisOutlined aria-hidden="true" />}
          aria-label={t("log:acts", { text: text.slice(0, 20) })}
        />
      </Dropdown>
      {open === "correct" && <CorrectDialog at={at} line={line.id} text={text} onClose={() => setOpen(undefined)} />}
      {open === "matter" && (
        <OpenMatterDialog
          post={at.post}
          from={{ page: page.stream.id, line: line.id, text }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </span>
  );
}
