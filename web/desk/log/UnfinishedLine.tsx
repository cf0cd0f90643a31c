import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useOwnDraft } from "../door/own-draft.ts";
import { emptyLine } from "./line-draft.ts";

/** What somebody had begun to write when their page was cut, or they went off duty: it is shown until it is written elsewhere or thrown away. */
export function UnfinishedLine({ post }: { post: string }) {
  const { t } = useTranslation();
  const [{ text }, , drop] = useOwnDraft("line", post, emptyLine);
  if (text.trim() === "") return null;
  return (
    <div className="composer stack">
      <p className="small soft">{t("log:unfinished")}</p>
      <p className="wrap">{text}</p>
      <p>
        <Button onClick={drop}>{t("log:throwAway")}</Button>
      </p>
    </div>
  );
}
