import { ClockCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Sending } from "../../queue/command-queue.ts";
import { asServerTime } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";

/** A line that has no receipt yet looks like one that has none. */
export function UnsentRow({ item }: { item: Sending }) {
  const { t } = useTranslation();
  const { text } = item.body;
  return (
    <li className="log-line unsent">
      <strong className="when">
        <Moment at={asServerTime(item.deviceTime)} />
      </strong>
      <div className="told">
        <p className="wrap">{typeof text === "string" && text}</p>
        <p className="receipt unsent">
          <ClockCircleOutlined className="mark" aria-hidden="true" />
          {item.tries > 0 && item.state !== "sending" ? t("ui:outbox.unsent") : t("ui:outbox.sending")}
        </p>
      </div>
    </li>
  );
}
