import { WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useListed } from "../../ui/listed.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useLosses } from "../door/waiting-here.ts";
import { useNames } from "../site/names.ts";

/** What was written in this browser, never sent, and is gone: whose it was and of when, so that they write it again while they remember. */
export function LostHere() {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const { acting } = useDeskPlace();
  // Of a locked desk the house hears when somebody opens it.
  const [losses, putAway] = useLosses(!acting.locked);
  if (losses.length === 0) return null;
  const authors = [...new Set(losses.map(({ person }) => person))];
  const times = losses.map(({ writtenAt }) => writtenAt);
  return (
    <div className="outbox" role="alert">
      <WarningOutlined aria-hidden="true" />
      <span>
        {t("ui:lost.here", { count: losses.length, names: listed(authors.map((each) => names.person(each))) })}{" "}
        <Moment at={Math.min(...times)} withDate /> – <Moment at={Math.max(...times)} withDate />
        {t("ui:lost.todo")}
      </span>
      <Button onClick={putAway}>{t("ui:outbox.putAway")}</Button>
    </div>
  );
}
