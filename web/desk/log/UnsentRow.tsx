import { ClockCircleOutlined, RollbackOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { heldUntil, isUntried } from "../../queue/item.ts";
import type { Sending } from "../../queue/sending.ts";
import { asServerTime, useNow } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { withdraw } from "../door/outbox.ts";
import { OwnPhoto } from "../photo/OwnPhoto.tsx";
import { draftOf } from "./line-draft.ts";

/** A line that has no receipt yet looks like one that has none; while it is held, its author takes it back. `writes`: its words have somewhere to go. */
export function UnsentRow({ item, writes }: { item: Sending; writes: boolean }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { text, photos } = draftOf(item);
  const isHeld = isUntried(item);
  const takeBack = async () => {
    // Whoever takes it back goes on writing, where the field stands open.
    if (await withdraw(item.id, acting.person)) document.getElementById("line-text")?.focus();
  };
  return (
    <li className={isHeld ? "log-line held" : "log-line unsent"}>
      <strong className="when">
        <Moment at={asServerTime(item.deviceTime)} />
      </strong>
      <div className="told">
        <p className="wrap">{text}</p>
        {photos.length > 0 && (
          <div className="photos">
            {photos.map((photo, index) => (
              <OwnPhoto key={photo} photo={photo} number={index + 1} />
            ))}
          </div>
        )}
        <p className={isHeld ? "receipt" : "receipt unsent"}>
          <ClockCircleOutlined className="mark" aria-hidden="true" />
          {isHeld ? <StillHeld until={heldUntil(item)} /> : t(waitsFor(item))}
        </p>
      </div>
      {isHeld && writes && item.as === acting.person && (
        <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => void takeBack()}>
          {t("log:takeBack")}
        </Button>
      )}
    </li>
  );
}

function StillHeld({ until }: { until: number }) {
  const { t } = useTranslation();
  const seconds = Math.ceil((asServerTime(until) - useNow(1000)) / 1000);
  return seconds > 0 ? t("log:held", { seconds }) : t("ui:outbox.sending");
}

function waitsFor({ tries, state, problem }: Sending): string {
  if (tries === 0 || state === "sending") return "ui:outbox.sending";
  return problem?.code === "photo.on-its-way" ? "ui:photo.first" : "ui:outbox.unsent";
}
