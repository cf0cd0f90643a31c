import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForActor, refusedForSite } from "#duty/door/edge-refusals.ts";
import { operation, view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { deviceInstantInAddress, idFromOutside, photoShape as photoName, wholeInAddress } from "#duty/grammar/shape.ts";

const file = {
  uploads: ["image/jpeg", "image/png", "image/webp", "image/avif", "application/octet-stream"],
  answer: z.object({ photo: photoName, width: z.int(), height: z.int() }),
} as const;

const refusedAsPhoto = [
  "photo.not-a-photo",
  "photo.not-readable",
  "photo.person-sent-enough",
  "photo.site-full-today",
  "photo.too-costly",
  "photo.too-large",
];

/** A photo goes up before the command that names it, be it by the hash that is answered or by the SHA-256 of the bytes that were sent. */
export const photoUpload = operation({
  ...file,
  id: "photo.upload",
  method: "POST",
  path: "/api/photos",
  summary: "Upload a photo; a command then names it by the hash that is answered, or by the SHA-256 of what was sent",
  query: siteAsked,
  refusals: [...refusedForSite, ...refusedForActor, ...refusedAsPhoto],
});

/** What the key of a device signs of a photo, in the place of an act (decision 19). */
export const photoAct = "photo.upload";

/**
 * The way of a photo that waited in a browser, whoever sits there now: the proof says who took it and when, and `photo`, which is signed with it, which
 * bytes it is of.
 */
export const photoByProof = operation({
  ...file,
  id: "photo.upload-by-proof",
  method: "POST",
  path: "/api/photos-by-proof",
  desk: "anyone",
  summary: "Upload a photo by the proof of the device at which it was taken",
  query: z.object({
    site: key,
    id: idFromOutside,
    as: idFromOutside,
    photo: photoName,
    deviceTime: deviceInstantInAddress,
    version: wholeInAddress(1, 99),
    device: idFromOutside,
    opening: idFromOutside,
    signature: z.string().regex(/^[\w-]{86}$/),
  }),
  refusals: [
    ...refusedAsPhoto,
    "photo.other-bytes",
    "proof.author-left",
    "proof.other-site",
    "proof.other-time",
    "proof.unknown",
    "proof.withdrawn",
    "proof.wrong",
  ],
});

/** Seen by those who may see the site, under either name. */
export const photoView = view({
  id: "photo.show",
  path: "/api/photos/:site/:photo",
  summary: "A photo of a site",
  params: z.object({ site: key, photo: photoName }),
  answer: z.string().meta({ contentEncoding: "binary", description: "JPEG" }),
  refusals: [...refusedForSite, "photo.erased", "photo.unknown"],
});

export type PhotoUploadOperation = typeof photoUpload;
export type PhotoByProof = typeof photoByProof;
