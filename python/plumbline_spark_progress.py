"""How far a query of a Spark session is, for plumbline_spark.py. Each stage of its plan counts alike, and has done as much as
its tasks have: how many tasks a stage will have that has not begun, Spark does not know itself."""

import contextlib
import re
import threading

from plumbline_frames import say

# In seconds.
TELL_EVERY = 0.25

# What stands between two stages in the text of a plan.
BETWEEN = re.compile(r"^[^A-Za-z\n]*(?:Broadcast)?Exchange ", re.MULTILINE)


class Progress:
    def __init__(self, spark, is_remote):
        self.spark, self.is_remote = spark, is_remote
        self.planned = None
        self.stages = []
        if is_remote and hasattr(spark, "registerProgressHandler"):
            # From Spark 4 on a server tells its stages while it answers; before, it tells nothing.
            spark.registerProgressHandler(self.hear)

    def hear(self, stages=None, **more):
        self.stages = [(stage.num_tasks, stage.num_completed_tasks) for stage in stages or ()]

    def plan(self, frame):
        """What is asked next is this query, as a whole."""
        if self.is_remote:
            plan = frame._explain_string() if hasattr(self.spark, "registerProgressHandler") else ""
        else:
            plan = frame._jdf.queryExecution().executedPlan().toString()
        self.planned = 1 + len(BETWEEN.findall(plan))

    @contextlib.contextmanager
    def told(self, question, group, answers):
        """Says how far the question is, as long as it is being answered."""
        self.planned, self.stages = None, []
        if not question.get("progress"):
            yield
            return
        done = threading.Event()
        teller = threading.Thread(target=self.tell, args=(question["id"], group, answers, done), daemon=True)
        teller.start()
        try:
            yield
        finally:
            done.set()
            # Nothing is said of a question after its answer.
            teller.join()

    def tell(self, number, group, answers, done):
        while not done.wait(TELL_EVERY):
            share = self.share(group)
            if share is not None:
                say(answers, {"id": number, "progress": share})

    def share(self, group):
        """None before anything is known."""
        planned = self.planned
        begun = [(tasks, done) for tasks, done in self.stages_of(group) if tasks > 0]
        if planned is None or not begun:
            return None
        return sum(done / tasks for tasks, done in begun) / max(planned, sum(done > 0 for _, done in begun))

    def stages_of(self, group):
        """Tasks of each stage, and how many are done. Of stages whose rows are there already, none ever are."""
        if self.is_remote:
            return self.stages
        tracker = self.spark.sparkContext.statusTracker()
        jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group)]
        stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        return [(stage.numTasks, stage.numCompletedTasks) for stage in stages if stage]
