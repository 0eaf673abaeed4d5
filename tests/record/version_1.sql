-- A file of answers as version 1 of its tables left it: no confidence, and nothing against two equal attempt numbers.
PRAGMA application_id = 1146704724;
PRAGMA user_version = 1;
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
);
INSERT INTO responses VALUES
    (1, '2026-01-05T08:00:00.000+00:00', 'condition-sensory-trick', 1, 'condition', 'lesson', 1, '"mri"', 0, 12.5, 'a'),
    (2, '2026-01-05T08:00:20.000+00:00', 'condition-sensory-trick', 1, 'condition', 'lesson', 2, '"trick"', 1, 6.0, 'b'),
    (3, '2026-01-05T08:01:00.000+00:00', 'condition-prevalence', 2, 'condition', 'check', 1, '{"value":5}', NULL, 9.0, 'c'),
    (4, '2026-01-05T08:01:01.000+00:00', 'condition-prevalence', 2, 'condition', 'check', 1, '{"value":6}', 1, 8.0, 'd');
