import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForActor, refusedForSite } from "#duty/door/edge-refusals.ts";
import { operation, view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { photoShape as photoName } from "#duty/grammar/shape.ts";

/** A photo goes up before the command that names it. */
export const photoUpload = operation({
  id: "photo.upload",
  method: "POST",
  path: "/api/photos",
  summary: "Upload a photo; its name is the hash that a command then carries",
  query: siteAsked,
  uploads: ["image/jpeg", "image/png", "image/webp", "image/avif", "application/octet-stream"],
  answer: z.object({ photo: photoName, width: z.int(), height: z.int() }),
  refusals: [
    ...refusedForSite,
    ...refusedForActor,
    "photo.not-a-photo",
    "photo.not-readable",
    "photo.person-sent-enough",
    "photo.site-full-today",
    "photo.too-costly",
    "photo.too-large",
  ],
});

/** Seen by those who may see the site. */
export const photoView = view({
  id: "photo.show",
  path: "/api/photos/:site/:photo",
  summary: "A photo of a site",
  params: z.object({ site: key, photo: photoName }),
  answer: z.string().meta({ contentEncoding: "binary", description: "JPEG" }),
  refusals: [...refusedForSite, "photo.erased", "photo.unknown"],
});

export type PhotoUploadOperation = typeof photoUpload;
