import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeskPlace } from "../door/acting.ts";
import { keptPhoto } from "../door/own-photos.ts";

export function photoAddress(site: string, photo: string): string {
  return `/api/photos/${encodeURIComponent(site)}/${photo}`;
}

/** A photo that somebody has just taken, the how-manieth of its line: as this browser keeps it, or as the house has it. */
export function OwnPhoto({ photo, number }: { photo: string; number: number }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const [address, show] = useState<string>();
  useEffect(() => {
    let own: string | undefined;
    let isGone = false;
    void keptPhoto(site, photo).then((kept) => {
      if (isGone) return;
      if (kept) own = URL.createObjectURL(new Blob([kept.bytes], { type: "image/jpeg" }));
      show(own ?? photoAddress(site, photo));
    });
    return () => {
      isGone = true;
      if (own) URL.revokeObjectURL(own);
    };
  }, [site, photo]);
  return address === undefined ? null : <img src={address} alt={t("ui:photo.of", { number })} />;
}
