import { Image } from "antd";
import { useTranslation } from "react-i18next";
import { useBearings } from "../shell/acting.ts";
import { photoAddress } from "../site/PhotoPicker.tsx";

export function LinePhotos({ photos }: { photos: readonly string[] }) {
  const { t } = useTranslation();
  const { site } = useBearings();
  if (photos.length === 0) return null;
  return (
    <div className="photos">
      <Image.PreviewGroup>
        {photos.map((photo, index) => (
          <Image
            key={photo}
            width={84}
            height={84}
            loading="lazy"
            src={photoAddress(site, photo)}
            alt={t("ui:photo.of", { number: index + 1 })}
          />
        ))}
      </Image.PreviewGroup>
    </div>
  );
}
