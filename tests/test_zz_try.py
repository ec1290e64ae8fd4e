import pytest, os, sys
pytestmark = pytest.mark.django_db
def test_it():
    from bench.leaks import running
    out=os.environ["OUT"]
    told=None
    import bench.leaks.listening as L
    orig=L.Ear.note
    f=open(out,"w")
    seen=set()
    def note(self, who, canary, channel, where):
        key=(who.name,canary.column,tuple(sorted(canary.tags)),channel)
        if key not in seen:
            seen.add(key); print(who.name,"|",canary.column,"|",", ".join(sorted(canary.tags)),"|",channel,"|",where,file=f,flush=True)
        orig(self,who,canary,channel,where)
    L.Ear.note=note
    told = running.run(only=os.environ["WHO"].split(","), is_short="SHORT" in os.environ, say=lambda s: print(s,file=f,flush=True))
    print(told.figures(), file=f); print("silent", told.silent(), file=f)
