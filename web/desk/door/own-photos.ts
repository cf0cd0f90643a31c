import type { PhotoUploadOperation, photoAct } from "#server/photo/photo-answer.ts";
import { canHoldKey } from "../../queue/device-key.ts";
import { type Heard, photoVerdictOf } from "../../queue/heard.ts";
import { keptPhotos, type WaitingPhoto } from "../../queue/kept-photos.ts";
import { aloneAmongPages } from "../../queue/open-pages.ts";
import { PhotoSender } from "../../queue/photo-sender.ts";
import { sha256Of } from "../../queue/sha256.ts";
import { ask, CommandRefused, deliverPhoto, deliverProvedPhoto } from "./ask.ts";
import { proveWritten } from "./own-device.ts";

/* Photos of this browser: each is kept until the house has it, whatever becomes of the page, the line or the desk meanwhile. */

export const photosName = "zhiban.photos";
const act: typeof photoAct = "photo.upload";
const store = keptPhotos(photosName);
const waitForAnswers = new Set<() => void>();

const sender = new PhotoSender({
  store,
  deliver: byOwnRoad,
  alone: (name, run) => aloneAmongPages(`${photosName}/${name}`, run),
  answered: () => {
    for (const tell of waitForAnswers) tell();
  },
});

export const holdingBack = (command: Parameters<PhotoSender["holdingBack"]>[0]) => sender.holdingBack(command);
export const onPhotos = (tell: () => void) => sender.subscribe(tell);
export const photosWaiting = () => sender.waiting;
export const letGoOfPhoto = (site: string, name: string) => sender.letGo([site, name]);
export const keptPhoto = (site: string, name: string) => store.read([site, name]);

/** Calls whenever the house has taken or refused one, for lines that wait for it. */
export function whenPhotosAnswered(tell: () => void): void {
  waitForAnswers.add(tell);
}

export function sendPhotos(): void {
  void sender.sendAll();
}

/** By its proof where it has one: the answer then does not hang on who acts here, and a desk that is locked hears of no photo. */
async function byOwnRoad(photo: WaitingPhoto): Promise<Heard> {
  const { id, as, site, name, deviceTime, proof } = photo;
  const picture = new Blob([photo.bytes], { type: "image/jpeg" });
  const byDesk = () => deliverPhoto(site, picture, as);
  if (!proof) return await byDesk();
  const heard = await deliverProvedPhoto({ id, as, site, photo: name, deviceTime, ...proof }, picture);
  return photoVerdictOf(heard).says === "author-away" ? await byDesk() : heard;
}

/**
 * Takes a photo that somebody chose, made small already: it is kept here and sent, and a line may name it at once, without the network too. Where the
 * browser keeps none it is sent before anything names it, or not at all.
 * @throws CommandRefused where it is neither kept nor sent
 */
export async function takePhoto(site: string, as: string, picture: Blob): Promise<string> {
  const bytes = await picture.arrayBuffer();
  if (canHoldKey()) {
    const name = await sha256Of(bytes);
    const taken = { id: crypto.randomUUID(), as, site, deviceTime: Date.now() };
    const proof = await proveWritten({ ...taken, act, body: { photo: name } });
    if (await sender.add({ ...taken, name, bytes, proof })) return name;
  }
  try {
    const sent = { method: "POST", query: { site }, upload: picture } as const;
    return (await ask<PhotoUploadOperation>("/api/photos", sent)).photo;
  } catch (cause) {
    if (cause instanceof CommandRefused && !cause.undecided) throw cause;
    throw new CommandRefused({ code: "photo.not-kept", status: 0 }, { cause });
  }
}
