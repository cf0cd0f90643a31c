import { FileExcelOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkbookView } from "#server/log/found-answer.ts";
import { useDeskPlace } from "../door/acting.ts";
import { askFile, CommandRefused } from "../door/ask.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { askedWith, type SearchFields } from "./search-query.ts";

/** What was found as a workbook, with as many lines as the server puts into one. */
export function WorkbookButton({ asked }: { asked: SearchFields }) {
  const { t, i18n } = useTranslation();
  const { site, acting } = useDeskPlace();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandRefused["problem"]>();
  const fetchIt = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      const query = { ...askedWith(site, asked), language: i18n.language as "zh-CN" | "zh-Hant" | "en" };
      keepFile(await askFile<WorkbookView>("/api/log/find.xlsx", { query, as: acting.person }), t("log:search.file"));
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      setRefused(error.problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="found-export">
      <Button icon={<FileExcelOutlined aria-hidden="true" />} loading={busy} onClick={() => void fetchIt()}>
        {t("log:search.export")}
      </Button>
      <span className="soft small">{t("log:search.exportMost")}</span>
      {refused && <RefusalNote problem={refused} />}
    </div>
  );
}

/** Gives a file into the browser's hands, under a name. */
function keepFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.xlsx`;
  link.click();
  URL.revokeObjectURL(address);
}
