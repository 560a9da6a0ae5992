-- 每晚每条规则的命中，没判断的写明原因
-- Hits by night and rule, or why it was not judged
SELECT run.as_of, judgement.rule_code, judgement.judged_count, judgement.hit_count, judgement.not_judged_reason
FROM judgement JOIN run USING (run_id)
ORDER BY run.as_of DESC, judgement.rule_code;
