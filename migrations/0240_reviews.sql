-- A review as it is carried out (practice §3.4): terms of reference, the questions, drafts of answers, and what a rating rests on.
alter table plan_review
  add terms jsonb, add reviewer_kind text not null default 'secretariat' check (reviewer_kind in ('secretariat', 'lead-shepherd', 'consultant')),
  add questions jsonb not null default '[]', add opened_by text not null default '', add validated_in text, add adopted_on date,
  add origin text not null default 'desk' check (origin in ('desk', 'demonstration')),
  add constraint review_validated_at_a_meeting check (state = 'OPEN' or (validated_on is not null and validated_in is not null and findings is not null and recommendations is not null)),
  add constraint review_adopted_by_decision check (state <> 'ADOPTED' or (adopted_by is not null and adopted_on is not null));
create unique index plan_review_one_at_a_time on plan_review (programme, kind) where state <> 'ADOPTED';
create index plan_review_programme on plan_review (programme);

-- An answer is a draft until it is sent.
alter table plan_review_answer add language text not null default 'en', add sent_at timestamptz, add sent_by text, add version int not null default 1;
alter table plan_review_rating add evidence text[] not null default '{}', add rated_at timestamptz not null default '2000-01-01', add rated_role text not null default 'SD';
alter table plan_review_rating alter rated_at drop default, alter rated_role drop default;

-- A value is what a member said on a day; another verifies it (R-8.3.2).
alter table activity_indicator_value add said_by text not null default '', add said_at timestamptz, add verified_at timestamptz, add verified_by text, add verified_role text;
create index activity_indicator_value_of on activity_indicator_value (activity);
