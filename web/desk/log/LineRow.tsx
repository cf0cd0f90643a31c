import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOwnLine } from "#duty/log/correct-line.ts";
import type { Line } from "#duty/log/log.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { OpenMatterDialog } from "../matter/OpenMatterDialog.tsx";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { textOf } from "../site/texts.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";

/** One line: when, of which kind, what, by whom; corrections beside the original. */
export function LineRow({ line, page, at }: { line: Line; page: PageAnswer; at: ShiftId }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const category = page.rule.categories?.list.find(({ key }) => key === line.category);
  const text = textOf(page.texts, line.text) ?? t("log:erased");
  return (
    <li className="log-line">
      <strong className="when">
        <Moment at={line.at} />
      </strong>
      <div className="told">
        <p className={line.corrections.length > 0 ? "wrap corrected" : "wrap"}>{text}</p>
        {line.corrections.map(({ text: corrected, by, at: when }) => (
          <p key={when} className="correction wrap">
            <span className="soft">
              {t("log:corrected")} {names.person(by)} <Moment at={when} />
            </span>{" "}
            {textOf(page.texts, corrected) ?? t("log:erased")}
          </p>
        ))}
        <LinePhotos photos={line.photos} />
        <p className="row small soft">
          {category && <span className="kind">{i18n.language === "en" ? category.en : category.zh}</span>}
          <span>{names.person(line.by)}</span>
          {line.duringHandover && <span className="kind">{t("log:duringHandover")}</span>}
        </p>
      </div>
      <LineActs line={line} page={page} at={at} text={text} />
    </li>
  );
}

function LineActs({ line, page, at, text }: { line: Line; page: PageAnswer; at: ShiftId; text: string }) {
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
