namespace Reliability.Formats.Tests.Prism;

/// <summary>Texts that together use every construct of the language.</summary>
internal static class PrismSamples
{
    public static readonly string[] Models =
    [
        """
        // two pumps and one crew
        ctmc
        const int N = 2; const double lambda = 1 / 500; const double mu = 0.25;
        formula any_down = pumps < N;
        module Pumps
          pumps : [0..N] init N;
          [] pumps > 0 -> pumps * lambda : (pumps' = pumps - 1);
          [repaired] any_down -> (pumps' = min(N, pumps + 1));
        endmodule
        module Crew
          busy : bool init false;
          [] !busy & any_down -> 2 : (busy' = true);
          [repaired] busy -> mu : (busy' = false);
        endmodule
        label "up" = pumps > 0;
        rewards "repairs" [repaired] true : 1; endrewards
        rewards pumps = 0 : 1; any_down : 0.5; endrewards
        """,
        """
        stochastic
        const N; const bool fast = false; rate r = fast ? 2e1 : .5;
        global total : [0..10];
        module D
          a : [0..3];
          [] a < 3 & total < 10 -> r : (a'=a+1) & (total'=total+1) + r / 2 : true;
          [go] a = 3 -> pow(2, N) : (a'=0);
        endmodule
        module B = D [ a=b, go=come, r=s ] endmodule
        prob s = log(8, 2) * mod(7, 4);
        system (D ||| B) / {come} endsystem
        label "full" = total = 10 => a + b > 3;
        rewards "moves" [go] a=3 : floor(2.5); [] true : ceil(0.2) + round(1.5); endrewards
        """,
        """
        ctmc
        module x m : int; n : int init 4; k : [-2..2] init -1;
          [a] m >= 0 -> 1.5 : (m'=m+1) & (n'=n-1);
          [b] m != n -> (n'=max(m, n, 3));
          [c] k < 2 <=> n > 0 -> func(min, 2, 3) : (k'=k<2?k+1:-2);
        endmodule
        module y p : bool; [a] !p -> 2 : (p'=true); [b] p -> 1 : (p'=false); endmodule
        module z q : [0..1]; [c] true -> 3 : (q'=1-q); [d] q=0 -> 1 : true; endmodule
        system (x |[a]| y {b<-d}) || z endsystem
        """,
        """
        ctmc
        const double t;
        formula f = g & u; formula g = !v | u;
        module M u : bool; v : bool; [] f -> 1/t : (u'=!u); [] !f -> t : (v'=!v) + t : (u'=g); endmodule
        init u | !v endinit
        label "same" = u <=> v; label "f" = f;
        """,
        """
        ctmc
        const int c = 3; const double a = 2*c; const double b = a/4;
        module Queue q : [0..c]; ph : [1..2];
          [] q<c -> a : (q'=q+1);
          [route] q>0 & ph=1 -> b : (ph'=2) + 0.3 : (q'=q-1);
          [route] q>0 & ph=2 -> 2 : (ph'=1) & (q'=q-1);
        endmodule
        module Next s : [0..c]; [route] s<c -> 1 : (s'=s+1); [route] s=c -> 0 : true; [] s>0 -> 4 : (s'=s-1); endmodule
        module Next2 = Next [ s=s2, route=other ] endmodule
        rewards "length" true : q + s; endrewards
        """,
        "ctmc\nmodule Only x : [0..1] init 0; [] x=0 -> 5 : (x'=1); [] x=1 -> 1e-3 : (x'=0); endmodule\n",
    ];

    public static readonly string[] Properties =
    [
        "P=? [ F<=10 \"up\" ]; // RESULT: 1\nS=? [ x=0 ]\nR=? [ C<=T ]\nconst double T = 5;\n",
        "const int k; const double T;\n\"deep\": P>=0.5 [ F[k,T*2] x=1 & !\"up\" ];\n\"both\": \"deep\" & (x=0 | P<0.1 [ X \"init\" ]);\nfilter(forall, \"both\" => x<2, \"init\")\n",
        "label \"one\" = x=1;\nP=? [ (x=0 U<=3 \"one\") & !(G>2 x=1) | (x=0 W x=1) => ((x=1) R<5 (x=0)) ]\nP>0.2 [ \"one\" U=4 x=0 {\"one\"} ]",
        "R{\"work\"}=? [ F \"deadlock\" {x=1}{min}{max} ]\nR{2}<=3.5 [ I=2 ]\nR{\"work\"}>1 [ S ]; R=? [ C ]\n1 - P=? [ F x=1 ] * 2 / max(1, S=? [ x=1 ])\n",
        "filter(avg, R=? [ I=0.5 ], x>0); filter(count, x=1); filter(print, P=? [ X<=2 x=1 ]); filter(&, x<2); filter(|, true, x=0)\nx=0 ? P=? [F x=1] : 0\n-(P=? [G x=0]) + mod(3, 2)",
        "filter(argmax, P=? [ F=1 x=1 ], x=0)\nP=? [ F G x=1 ]\nP=? [ ((x=0) <=> (X x=1)) ]\n(P=? [ F>1 x=1\n] )\n",
    ];
}
