-- A number for each topic that moves with every signal, so that whoever was away for a moment can tell that something was missed.
create table live_topic (topic text primary key, version bigint not null default 0);

-- Acts that were carried out under a name the sender chose: the same act sent again after a lost answer counts once.
create table act_once (person text not null, key text not null, command text not null, at timestamptz not null, result jsonb, primary key (person, key));
