import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { photoAddress } from "./OwnPhoto.tsx";

/** The photos of a line, small; each opens to its full size. */
export function LinePhotos({ photos }: { photos: readonly string[] }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const [shown, setShown] = useState<number>();
  if (photos.length === 0) return null;
  const open = shown === undefined ? undefined : photos[shown];
  return (
    <div className="photos">
      {photos.map((photo, index) => (
        <button key={photo} type="button" className="plain-button" onClick={() => setShown(index)}>
          <img src={photoAddress(site, photo)} alt={t("ui:photo.of", { number: index + 1 })} loading="lazy" />
        </button>
      ))}
      <Dialog
        open={open !== undefined}
        title={t("ui:photo.of", { number: (shown ?? 0) + 1 })}
        onClose={() => setShown(undefined)}
      >
        {open !== undefined && (
          <img className="whole" src={photoAddress(site, open)} alt={t("ui:photo.of", { number: (shown ?? 0) + 1 })} />
        )}
      </Dialog>
    </div>
  );
}
