// Every screen by its name.

import { checklist } from "./checklist.js";
import { exhibit } from "./exhibit.js";
import { first, lock, pin, shut, unable, wiped } from "./door.js";
import { headcount } from "./headcount.js";
import { home } from "./home.js";
import { note } from "./note.js";
import { person } from "./person.js";
import { persons } from "./persons.js";
import { photo } from "./photo.js";
import { site } from "./site.js";
import { sketch } from "./sketch.js";
import { voice } from "./voice.js";
import { waiting } from "./waiting.js";

const DOORS = { first, lock, pin, shut, unable, wiped };
const ASKED = { checklist, exhibit, headcount, note, person, persons, photo, sketch, voice };

export const SCREENS = { ...DOORS, ...ASKED, home, site, waiting };
