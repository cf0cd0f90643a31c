import { CameraOutlined, CloseOutlined, CloudUploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { KnownProblem } from "../../queue/heard.ts";
import { PhotoUnusable, shrinkPhoto } from "../../ui/shrink-photo.ts";
import { useDeskPlace } from "../door/acting.ts";
import { CommandRefused } from "../door/ask.ts";
import { outboxNow } from "../door/outbox.ts";
import { letGoOfPhoto, onPhotos, photosWaiting, takePhoto } from "../door/own-photos.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { OwnPhoto } from "./OwnPhoto.tsx";
import { isNamed, isRoomFor, takePicked, withTaken } from "./photo-room.ts";

/** Photos by camera or from the device: made small and kept here, and sent by themselves; a line names them at once. */
export function PhotoPicker({ photos, onChange }: { photos: readonly string[]; onChange: (photos: string[]) => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const waiting = useSyncExternalStore(onPhotos, photosWaiting, photosWaiting);
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const unsent = photos.filter((each) => waiting.has(each)).length;
  // Whatever is written while a photo is made smaller stays: what is handed on afterwards is beside what stands there then.
  const latest = useRef({ photos, onChange });
  latest.current = { photos, onChange };
  const add = async (files: readonly File[]) => {
    setBusy(true);
    setProblem(undefined);
    const take = async (file: File) => takePhoto(site, acting.person, await shrinkPhoto(file));
    const { added, failures } = await takePicked(photos, files, take);
    if (added.length > 0) latest.current.onChange(withTaken(latest.current.photos, added));
    setBusy(false);
    if (failures.length > 0) setProblem(problemOf(failures[0]));
  };
  const remove = (photo: string) => {
    onChange(photos.filter((each) => each !== photo));
    // Of what goes with a line that waits nothing is let go.
    if (!isNamed(photo, outboxNow())) void letGoOfPhoto(site, photo);
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
            <OwnPhoto photo={photo} number={index + 1} />
            <button type="button" aria-label={t("ui:photo.remove")} onClick={() => remove(photo)}>
              <CloseOutlined aria-hidden="true" />
            </button>
          </span>
        ))}
        {isRoomFor(photos) && (
          <Button icon={<CameraOutlined aria-hidden="true" />} loading={busy} onClick={() => input.current?.click()}>
            {busy ? t("ui:photo.taking") : t("ui:photo.add")}
          </Button>
        )}
      </div>
      {unsent > 0 && (
        <p className="small soft" role="status">
          <CloudUploadOutlined aria-hidden="true" /> {t("ui:photo.waiting", { count: unsent })}
        </p>
      )}
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}

/** @throws what is neither a refusal nor a file that cannot be used */
function problemOf(thrown: unknown): KnownProblem {
  if (thrown instanceof CommandRefused) return thrown.problem;
  if (thrown instanceof PhotoUnusable) return { code: thrown.code, status: 415 };
  throw thrown;
}
