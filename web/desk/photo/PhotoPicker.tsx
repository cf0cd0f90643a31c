import { CameraOutlined, CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoUploadOperation } from "#server/photo/photo-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { shrinkPhoto } from "../../ui/shrink-photo.ts";
import { useDeskPlace } from "../door/acting.ts";
import { ask, CommandRefused } from "../door/ask.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { isRoomFor, withPicked } from "./photo-room.ts";

export function photoAddress(site: string, photo: string): string {
  return `/api/photos/${encodeURIComponent(site)}/${photo}`;
}

/** Photos by camera or from the device: made small here, kept by the server under the hash of what it made of them. */
export function PhotoPicker({ photos, onChange }: { photos: readonly string[]; onChange: (photos: string[]) => void }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const add = async (files: readonly File[]) => {
    setBusy(true);
    setProblem(undefined);
    try {
      onChange(await withPicked(photos, files, (file) => upload(site, file)));
    } catch (thrown) {
      setProblem(thrown instanceof CommandRefused ? thrown.problem : { code: "photo.unreadable", status: 415 });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <div className="photos">
        {photos.map((photo, index) => (
          <span key={photo} className="photo">
            <img src={photoAddress(site, photo)} alt={t("ui:photo.of", { number: index + 1 })} />
            <button
              type="button"
              aria-label={t("ui:photo.remove")}
              onClick={() => onChange(photos.filter((each) => each !== photo))}
            >
              <CloseOutlined aria-hidden="true" />
            </button>
          </span>
        ))}
        {isRoomFor(photos) && (
          <Button icon={<CameraOutlined aria-hidden="true" />} loading={busy} onClick={() => input.current?.click()}>
            {busy ? t("ui:photo.sending") : t("ui:photo.add")}
          </Button>
        )}
      </div>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}

async function upload(site: string, file: File): Promise<string> {
  const asked = { method: "POST", query: { site }, upload: await shrinkPhoto(file) } as const;
  const { photo } = await ask<PhotoUploadOperation>("/api/photos", asked);
  return photo;
}
