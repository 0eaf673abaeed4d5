-- A file of answers as version 2 of its tables left it, with rows that the course wrote: no cards, no tests.
PRAGMA application_id = 1146704724;
PRAGMA user_version = 2;
CREATE TABLE responses (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            time TEXT NOT NULL,
            question_id TEXT NOT NULL,
            question_version INTEGER NOT NULL,
            lesson TEXT NOT NULL,
            pool TEXT NOT NULL,
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            choice TEXT NOT NULL,
            correct INTEGER CHECK (correct IN (0, 1)),
            seconds REAL NOT NULL CHECK (seconds >= 0),
            token TEXT NOT NULL UNIQUE
        , confidence INTEGER CHECK (confidence IN (1, 2, 3)));
INSERT INTO "responses" VALUES(1,'2026-11-25T18:47:21.375+00:00','condition-ana-first-thought',1,'condition','before',1,'"anxiety"',0,12.5,'a',3);
INSERT INTO "responses" VALUES(2,'2026-11-25T18:47:21.377+00:00','condition-ana-first-thought',1,'condition','before',2,'"dystonia"',1,6.0,'b',2);
INSERT INTO "responses" VALUES(3,'2026-11-25T18:47:21.377+00:00','condition-chin-right-muscle',1,'condition','before',1,'"left"',1,20.25,'c',NULL);
INSERT INTO "responses" VALUES(4,'2026-11-25T18:47:21.378+00:00','condition-name-the-posture',1,'condition','lesson',1,'{"chin-rises":"retrocaput","ear-sinks":"laterocaput","larynx-mid":"torticaput","larynx-off":"torticollis","neck-leans":"laterocollis"}',1,44.0,'d',1);
INSERT INTO "responses" VALUES(5,'2026-11-25T18:47:21.378+00:00','condition-explain-the-touch',1,'condition','lesson',1,'{"points":[0],"text":"A turn to the right, a tilt to the left \u2014 and pain."}',NULL,80.0,'e',NULL);
INSERT INTO "responses" VALUES(6,'2026-11-25T18:47:21.379+00:00','condition-district-prevalence',1,'condition','lesson',1,'{"unit":"people","value":61.4}',0,15.0,'f',NULL);
CREATE UNIQUE INDEX responses_attempt ON responses (question_id, attempt);
