import { ClockCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Sending } from "../../queue/command-queue.ts";
import { asServerTime } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { OwnPhoto } from "../photo/OwnPhoto.tsx";
import { draftOf } from "./line-draft.ts";

/** A line that has no receipt yet looks like one that has none. */
export function UnsentRow({ item }: { item: Sending }) {
  const { t } = useTranslation();
  const { text, photos } = draftOf(item);
  return (
    <li className="log-line unsent">
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
        <p className="receipt unsent">
          <ClockCircleOutlined className="mark" aria-hidden="true" />
          {t(waitsFor(item))}
        </p>
      </div>
    </li>
  );
}

function waitsFor({ tries, state, problem }: Sending): string {
  if (tries === 0 || state === "sending") return "ui:outbox.sending";
  return problem?.code === "photo.on-its-way" ? "ui:photo.first" : "ui:outbox.unsent";
}
